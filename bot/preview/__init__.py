"""The preview for staff: every card in all languages as people see it, with what the check finds beside it."""
