"""From words to coded signs with their evidence; never a verdict."""
