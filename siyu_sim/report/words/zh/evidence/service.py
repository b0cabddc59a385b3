"""Chinese: evidence of replies, SOP, repurchase."""

TEXTS: dict[str, str] = {
    # ------------------------------------------------------------ desk/large
    "a desk": "有客服",
    "reply and question rates are not published": "回复率和咨询率没有公开数据",
    "nobody waits long": "没有人久等",
    "a short chat": "聊得不长",
    "shop hours": "门店营业时间",
    "until midnight": "到午夜",
    "agent pay 4,500-5,000 yuan a month, loaded x 1.4-1.5": "客服月薪4,500～5,000元，用工成本系数1.4～1.5",
    "uplift of a script is not published; 0: the reply itself does what trust does": (
        "话术能提升多少，没有公开数据；0：回复本身起到信任的作用"
    ),
    # ------------------------------------------------------------ desk/none
    "no desk": "没有客服",
    "without a desk it means nothing": "没有客服时无意义",
    # ------------------------------------------------------------ desk/shifts
    "two people cover twelve hours": "两个人盖住十二个小时",
    "who works when": "谁在什么时候上班",
    "half a day at the pay of an agent": "半天班，按客服的薪资",
    "two days a week at the pay of a good seller": "每周两天，按优秀销售的薪资",
    "uplift of a good script or seller is not published": "好话术或好销售能提升多少，没有公开数据",
    "they take their time": "他们聊得更细",
    "a working day; patience in chat is not published": "一个工作日；聊天里等待的耐心没有公开数据",
    "a day of silence costs a fifth": "晾一天，信任少五分之一",
    "one operator up to 10,000 users": "一名客服最多服务10,000人",
    # ------------------------------------------------------------ welcome/expected
    "reply and question rates are not published; a hook is asked for on adding": (
        "回复率和咨询率没有公开数据；添加时会来领钩子"
    ),
    "half a day": "半天",
    "deletion for want of an answer is not published": "因没有人回应而删除的比例没有公开数据",
    "a first talk does more than a post": "第一次聊天胜过一条内容",
    "within the hour still counts as prompt": "一小时之内仍算及时",
    # ------------------------------------------------------------ aftersales/care
    "whoever complains and most others": "凡是投诉的，以及其余的大多数",
    "a remedy for some, a few minutes for all": "给一部分人补救，给所有人几分钟时间",
    "a fault mended well is half forgotten; the size is not published": (
        "补救得好的差错，人们会忘掉一半；作用大小没有公开数据"
    ),
    "as much as two good deliveries": "抵得上两次好的交付",
    # ------------------------------------------------------------ affront/luxury
    "cheap offers mis-hit those who pay well; the size is not published": "廉价优惠会误伤出高价的人；误伤有多大没有公开数据",
    "a fifth off is noticed": "打八折就看得出来了",
    "regular customers": "老主顾",
    # ------------------------------------------------------------ sop/lifecycle
    "a tenth, to measure what the coupon really adds": "十分之一，用来衡量券真正带来了多少",
    "a question is noticed more than a post": "一句询问比一条内容更受注意",
    "a day after delivery": "收货后一天",
    "after the first order": "首单之后",
    "a minute of an operator for one in ten who answers": "每十人有一人回复，每次花运营一分钟",
    "nobody is held out": "没有人留作对照",
    "a personal coupon is noticed more than a post": "专属券比一条内容更受注意",
    "a week after the first order": "首单后一周",
    "those with one order": "只有一单的人",
    "less than for the first order": "低于首单的力度",
    "sent by machine, prepared once": "由机器发送，一次备好",
    "a tenth, as a control": "十分之一，作对照",
    "a personal note is noticed more than a post": "一句专门的问候比一条内容更受注意",
    "once a month, in the evening": "每月一次，晚上",
    "those who buy anyway": "本来就会买的人",
    "sent by machine, with the name and last order filled in": "由机器发送，自动填入姓名和上一单",
    "every second Friday at noon": "隔周星期五中午",
    "customers without an order for 30 days who have looked within 60": "30天没有下单、但60天内看过内容的顾客",
    "a quarter off": "打七五折",
    # ------------------------------------------------------------ sop/matched
    "a personal message is noticed more than a post": "专门发的消息比一条内容更受注意",
    "every second Thursday evening": "隔周星期四晚上",
    "no order yet": "还没有下单",
    "the same evening": "当天晚上",
    "an order within 30 days": "30天内下过单",
    "no order for 30 days": "30天没有下单",
    "no test": "不做测试",
    # ------------------------------------------------------------ sop/script_test
    "what a better text adds is not published": "更好的话术能增加多少没有公开数据",
    "half of the contacts": "一半好友",
    "once there are contacts to test on": "有了可供测试的好友之后",
    "after two months": "两个月后",
    "the offer itself is the same": "优惠本身相同",
    # ------------------------------------------------------------ sop/wake
    "customers without an order for 30 days": "30天没有下单的顾客",
    # ------------------------------------------------------------ sop/welcome
    "a welcome is read far more than a post; the size is not published": (
        "看欢迎语的人远多于看一条内容的人；作用大小没有公开数据"
    ),
    "at once": "立即",
    "three days, when the first interest is over": "三天，最初的兴趣已经过去",
    "those without an order": "没有下过单的人",
    # ------------------------------------------------------------ winback/by_message
    "uplift of win-back is not published": "挽回能提升多少，没有公开数据",
    "as for any order": "与一般订单相同",
    "a post is not meant for them": "内容不是发给他们的",
    # ------------------------------------------------------------ membership/levels
    "uplift of membership is not published; paid members of a fruit chain repurchase 76 % a month against 49 %": (
        "会员制能提升多少，没有公开数据；一家水果连锁的付费会员月复购率为76%，普通会员为49%"
    ),
    "free": "免费",
    "of no account without a fee": "没有会费时不起作用",
    "two in a hundred": "一百块返两块",
    "a tenth of an item": "单件价格的十分之一",
    "at most half of an order": "最多抵一单的一半",
    "a day of their own is noticed more than a post": "专属的一天比一条内容更受注意",
    "noon": "中午",
    "less than an open promotion": "低于公开促销的力度",
    "one post for many": "一条内容发给许多人",
    # ------------------------------------------------------------ membership/paid
    "whoever has paid wants it back in use": "付了会费的人，想把它用回来",
    "one and a half items": "一件半商品的价钱",
    "of those who have bought three times, at each order": "买过三次的人，每次下单时",
}
