"""The names of the intents, by group. The contract between understanding and answering."""

EMERGENCY = ("danger_now", "self_harm", "missing_child")
DISCLOSURE = (
    "disclose_sextortion",
    "disclose_grooming",
    "disclose_image_leak",
    "disclose_deepfake",
    "disclose_contact_abuse",
    "disclose_bullying",
    "disclose_account_takeover",
    "disclose_unwanted_content",
    "disclose_scam",
)
QUESTION = (
    "ask_grooming",
    "ask_sextortion",
    "ask_deepfake",
    "ask_bullying",
    "ask_privacy_settings",
    "ask_parental_controls",
    "ask_screen_time",
    "ask_gaming_safety",
    "ask_online_friend",
    "ask_sharing_photos",
    "ask_scams",
    "ask_talk_to_child",
    "ask_tell_adult",
    "ask_emotional_support",
    "ask_reporting",
    "ask_law",
    "ask_helpline",
)
CONVERSATION = (
    "greet",
    "goodbye",
    "thanks",
    "affirm",
    "deny",
    "menu",
    "change_language",
    "inform_place",
    "about_bot",
    "about_privacy",
    "delete_my_data",
    "talk_to_human",
    "insult_bot",
    "out_of_scope",
)
ALL = EMERGENCY + DISCLOSURE + QUESTION + CONVERSATION

PLATFORMS = (
    "whatsapp",
    "instagram",
    "facebook",
    "messenger",
    "tiktok",
    "snapchat",
    "youtube",
    "telegram",
    "x",
    "discord",
    "roblox",
    "pubg",
    "freefire",
    "google",
    "android",
    "iphone",
    "windows",
    "wifi",
)

REGIONS = ("punjab", "sindh", "kp", "balochistan", "ict", "gb", "ajk")
OUTSIDE = "outside"
"""The region of a person who is not in Pakistan."""

LOCALES = ("en", "ur", "ur-Latn")
FORMS = ("en", "ur", "ur-Latn", "mixed")


def urgency_of(intent: str) -> str:
    """Return `emergency`, `high` (a disclosure) or `normal` for the intent."""
    if intent in EMERGENCY:
        return "emergency"
    return "high" if intent in DISCLOSURE else "normal"
