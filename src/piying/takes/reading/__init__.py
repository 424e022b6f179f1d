"""Reading aloud: from the words of a line to what is pronounced, syllable by syllable."""
