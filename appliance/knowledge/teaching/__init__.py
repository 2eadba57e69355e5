"""What visitors asked in vain, and what the owner taught.

Owns: gaps, their clusters, approved answers with their history, the golden questions, when two questions are the same.
Does not own: ratings (chat), what documents and facts say (their own rooms), embedding (inference).
Look here first: approved.py for a question's way, answers.py for the owner's, gaps.py for what is missing.
"""
