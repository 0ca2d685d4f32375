kheoSearchShard("ahwhudh/4",["tin-tuc/hai-xom-thi-dua/","news","Hai xóm thi đua thắp sáng đường","","","","","","",2022,"Xóm Chợ và xóm Đầm cùng lắp đèn.",""])
