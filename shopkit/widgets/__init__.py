"""What notebooks call: a topic and its pictures joined, and controls that move both."""
