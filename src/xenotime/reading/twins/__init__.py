"""Parts and materials as partners exchange them."""
