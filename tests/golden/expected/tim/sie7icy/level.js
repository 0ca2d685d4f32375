kheoSearchShard("sie7icy/level",[["grassroots","Cấp cơ sở","",":$"],["district","Cấp huyện","","("]])
