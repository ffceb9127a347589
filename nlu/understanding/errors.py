"""The two ways a model can be unusable, named for what a person does next."""


class ModelMissing(Exception):
    """There is no model at the given path: train one."""


class ModelUnfit(Exception):
    """There is a model, but it does not belong to this code or these data: train it again."""
