"""Everything that changes what lies on a desk."""
