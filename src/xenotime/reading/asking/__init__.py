"""How suppliers are asked: profiles and request sheets."""
