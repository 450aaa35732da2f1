"""One file a shape in which people keep practice questions."""
