kheoSearchShard("yxej4ex/1",["chuong-trinh/chi-thi-tu-quan/","programme","Chỉ thị về tự quản ở xóm bản","","","","","","",null,"Chỉ thị chỉ được nguồn nhắc đến, chưa có toàn văn.","",[]])
