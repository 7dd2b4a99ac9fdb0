"""Propose which listed party a name may mean, with a score and the reasons; never more than a proposal."""
