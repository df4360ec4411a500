"""What bilingual text is: its model, its languages, its file formats."""
