kheoSearchShard("ahwhudh/3",["tin-tuc/dem-ban-mo/","news","Đêm ở bản Mơ Ngoài","","","","","","",null,"Bài báo đi cùng tổ tuần tra một đêm.","Đi từ mười giờ đêm đến hai giờ sáng."])
