kheoSearchShard("2ww5lxx/level",[["grassroots","Cấp cơ sở","",":$"],["district","Cấp huyện","","("]])
