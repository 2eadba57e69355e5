"""From messages to the tokens a model was trained on.

Owns: the chat template of the model file, and that a visitor's text never becomes a control token.
Does not own: what the messages say (chat), the vocabulary (llama).
Look here first: chat_template.py.
"""
