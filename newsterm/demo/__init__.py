"""What newsterm brings along for a first look: demo stories written for it, and starter packs of public feeds."""
