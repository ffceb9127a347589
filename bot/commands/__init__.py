"""The `mehfooz` commands, one module each: parsed arguments in, an exit code out."""
