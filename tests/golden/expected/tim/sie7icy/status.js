kheoSearchShard("sie7icy/status",[["running","Đang thực hiện","",":"],["recognised","Đã công nhận","","<"],["finished","Đã kết thúc","","("],["replicated","Đã nhân rộng","","7"]])
