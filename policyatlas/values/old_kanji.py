"""Old and variant forms of kanji, each with the form in use today; the new one finds the old one and the reverse.

The first table follows the list of common kanji (常用漢字表, Cabinet notification no. 2 of 30 November 2010), which
prints the old form of a kanji in brackets after the new one. The second one holds variants that stand in names of
people and places. Where one new form has taken the place of several old ones (弁 for 辨, 瓣 and 辯), all lead to it.
"""

_COMMON = """
亞亜 惡悪 壓圧 圍囲 醫医 爲為 壹壱 隱隠 榮栄 營営 衞衛 驛駅 圓円 鹽塩 緣縁 艷艶 應応 歐欧 毆殴 櫻桜 奧奥 橫横
溫温 穩穏 假仮 價価 畫画 會会 繪絵 壞壊 懷懐 槪概 擴拡 殼殻 覺覚 學学 嶽岳 樂楽 渴渇 罐缶 卷巻 陷陥 勸勧 寬寛
關関 歡歓 觀観 氣気 歸帰 僞偽 戲戯 犧犠 舊旧 據拠 擧挙 虛虚 峽峡 挾挟 狹狭 鄕郷 曉暁 區区 驅駆 勳勲 薰薫 徑径
莖茎 惠恵 揭掲 溪渓 經経 螢蛍 輕軽 繼継 鷄鶏 藝芸 擊撃 缺欠 硏研 縣県 儉倹 劍剣 險険 圈圏 檢検 獻献 權権 顯顕
驗験 嚴厳 廣広 效効 恆恒 黃黄 鑛鉱 號号 國国 黑黒 碎砕 濟済 齋斎 劑剤 雜雑 參参 慘惨 棧桟 蠶蚕 贊賛 殘残 絲糸
齒歯 兒児 辭辞 濕湿 實実 寫写 釋釈 壽寿 收収 從従 澁渋 獸獣 縱縦 肅粛 處処 緖緒 敍叙 奬奨 將将 稱称 涉渉 燒焼
證証 乘乗 剩剰 壤壌 孃嬢 條条 淨浄 狀状 疊畳 繩縄 讓譲 釀醸 囑嘱 觸触 寢寝 愼慎 眞真 晉晋 盡尽 圖図 粹粋 醉酔
穗穂 隨随 髓髄 樞枢 數数 瀨瀬 聲声 靑青 齊斉 攝摂 竊窃 專専 戰戦 淺浅 潛潜 纖繊 踐践 錢銭 禪禅 雙双 壯壮 爭争
莊荘 搜捜 插挿 巢巣 曾曽 瘦痩 裝装 總総 騷騒 增増 藏蔵 臟臓 卽即 屬属 續続 墮堕 對対 體体 帶帯 滯滞 臺台 瀧滝
擇択 澤沢 擔担 單単 膽胆 團団 彈弾 斷断 癡痴 遲遅 晝昼 蟲虫 鑄鋳 廳庁 徵徴 聽聴 鎭鎮 遞逓 鐵鉄 轉転 點点 傳伝
燈灯 當当 黨党 盜盗 稻稲 鬪闘 德徳 獨独 讀読 屆届 貳弐 惱悩 腦脳 霸覇 拜拝 廢廃 賣売 麥麦 發発 髮髪 拔抜 晚晩
蠻蛮 祕秘 濱浜 甁瓶 拂払 佛仏 倂併 竝並 變変 邊辺 辨弁 瓣弁 辯弁 步歩 寶宝 豐豊 襃褒 沒没 飜翻 每毎 萬万 滿満
麵麺 默黙 餠餅 戾戻 彌弥 藥薬 譯訳 豫予 餘余 與与 譽誉 搖揺 樣様 謠謡 來来 賴頼 亂乱 覽覧 龍竜 兩両 獵猟 綠緑
淚涙 壘塁 禮礼 勵励 靈霊 齡齢 曆暦 歷歴 戀恋 鍊錬 爐炉 勞労 樓楼 錄録 灣湾 舍舎 產産 敎教 敕勅 旣既 卻却 强強
淸清 靜静 凉涼 羣群 峯峰 刄刃 敘叙
"""
_NAMES = """
髙高 﨑崎 嵜崎 碕崎 邉辺 濵浜 嶋島 嶌島 冨富 淵渕 埜野 壻婿 礒磯 篭籠 檜桧 槇槙 桒桑 栁柳 舘館 曻昇 薗園 釼剣
劔剣 萊莱 鷗鴎 鹼鹸 蘆芦 頴穎 瀆涜 藪薮 俠侠 頰頬 剝剥 塡填 攢攅 嚙噛 摑掴 繫繋 蠟蝋 醬醤 軀躯 靱靭
"""


def _table() -> dict[int, str]:
    return {ord(old): new for old, new in f"{_COMMON} {_NAMES}".split()}


NEW_FORMS = _table()
