"""Owns which kinds of content are taken from a website, and under which ending each is read as a document."""

HTML, TEXT, PDF = "text/html", "text/plain", "application/pdf"
ENDINGS = {HTML: ".html", "application/xhtml+xml": ".html", TEXT: ".txt", PDF: ".pdf"}
