#!/usr/bin/env python3
"""A corpus to measure on, the same on every machine: JSON lines with id, title, date and text.

    corpus.py news   --mb 20 > news.jsonl     generated news, about one known name per 500 bytes
    corpus.py dense  --mb 5  > dense.jsonl    the texts of data/texts again and again, names varied
    corpus.py names          > names.txt      the Chinese names of data/lexicon, one a line
    corpus.py lexicon --names 1000000 > a.ttl a made-up lexicon of so many names

Needs nothing but Python 3.
"""
import argparse
import json
import pathlib
import random
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

WHO = "市气象台 省水利厅 多家企业 当地农户 一线工人 社区志愿者 专家组 科研团队 不少市民 有关负责人 业内人士 多名教师 返乡青年 消防救援人员 医护人员 货车司机 合作社社员 施工单位 调查人员 第三方机构 一些家长 年轻设计师 老匠人 乡镇干部 快递员 博物馆讲解员".split()
WHAT = "春耕备耕 老旧小区改造 城市书房建设 夜间经济 智能制造 冷链物流 数据标注 古建筑修缮 湿地保护 职业技能培训 电动自行车充电 社区养老 校园足球 非遗工坊 乡村民宿 海水淡化 高标准农田 低空航线 公共充电桩 垃圾分类 水库清淤 电影放映 花卉种植 节水灌溉 远程诊疗 防汛演练".split()
HOW = "稳步推进 进展顺利 遇到一些困难 取得阶段性成果 引起广泛讨论 逐步恢复正常 明显加快 受到居民好评 仍需进一步观察 进入收尾阶段 比往年提前十天左右 与去年同期基本持平 带动周边就业 留下深刻印象 暂时没有时间表".split()
PLACE = "村口的晒谷场上 码头边的仓库里 新落成的体育馆内 山脚下的茶园里 一条不起眼的小巷里 产业园的展厅里 社区服务中心 河堤两侧 实验室的操作台前 车间的流水线旁 老城区的集市上 图书馆的阅览室里".split()
QUOTE = ["这几年路修好了，出门方便多了", "大家一起想办法，事情总能解决", "最重要的是让老百姓得到实惠", "以前想都不敢想，现在变成了日常",
         "质量过关，客户自然会回来", "我们还要再等一等数据", "孩子们喜欢，我们就有干劲", "天气转暖以后，客流会更多一些"]
THING = "一批新设备 三条生产线 数百册图书 一份调查问卷 两项团体标准 一套排水系统 几十个品种的种子 一座人行天桥 新的操作流程 一本口述史 一组监测数据 十余件展品".split()
NUM = "百分之三点二 一千二百余人次 四成左右 六万多元 两百多公里 近三千亩 七十八个班次 九百多吨 一点五倍 二十多户".split()

# {n}: a known name.
PLAIN = [
    "{who}告诉记者，{what}{how}，“{quote}”。",
    "在{place}，记者看到{who}正忙着调试{thing}，脸上挂着笑容。",
    "据介绍，今年以来{what}投入增长{num}，{who}认为后续效果还要看市场反应。",
    "与此同时，{what}也{how}，其中{thing}已经投入使用。",
    "清晨五点多，{place}已经热闹起来，{who}把{thing}搬上了车。",
    "统计显示，上半年{what}相关收入同比增加{num}，增速比一季度回落。",
    "“{quote}，”一位{who}说，{what}不能只看眼前。",
    "走进{place}，墙上挂满了老照片，讲述着{what}从无到有的故事。",
    "受冷空气影响，未来三天大部分地区气温下降，{who}提醒公众注意添衣保暖。",
    "比赛第七十分钟，主队抓住角球机会扳平比分，全场观众起立鼓掌。",
    "演出持续近两个小时，{who}用方言唱出了旧日时光，台下不时响起掌声。",
    "{who}表示，{what}涉及面广，既要算经济账，也要算长远账。",
    "不过，也有{who}担心，{what}成本偏高，小企业难以承受。",
    "入夜，{place}灯火通明，{thing}前排起了长队，孩子们追逐嬉闹。",
    "目前，{what}{how}，{who}正在对{thing}进行验收，预计{month}月底前完成。",
    "{year}年{month}月，{thing}在{place}亮相，吸引{num}的参观者。",
    "记者从现场了解到，事故没有造成人员伤亡，原因正在进一步调查之中。",
    "这部纪录片用四年时间完成拍摄，镜头对准了普通人的坚守与选择。",
]
NAMED = [
    "在{n}，{what}{how}，{who}为此准备了{thing}。",
    "记者近日在{n}采访时看到，{place}，{who}正在清点{thing}。",
    "来自{n}的订单增长{num}，{who}直言没有想到。",
    "{n}有关情况也受到关注，{who}认为{what}值得借鉴。",
    "{month}月{day}日，{n}方面公布了{what}的最新数据，增幅为{num}。",
    "据{n}媒体报道，{what}{how}，“{quote}”。",
    "去年，{who}前往{n}考察{what}，带回了{thing}。",
]
TITLES = ["{what}{how}", "{place}的一天", "{who}：{quote}", "{what}背后的故事", "{n}：{what}{how}"]


def names(folder=ROOT / "data" / "lexicon"):
    """Chinese names of the lexicon, sorted."""
    found = set()
    for file in sorted(folder.glob("*.ttl")):
        for line in file.read_text(encoding="utf-8").splitlines():
            if "rdfs:label" in line or "skos:altLabel" in line or line.lstrip().startswith('"'):
                found.update(re.findall(r'"([^"\\]{2,40})"@zh', line))
    return sorted(n for n in found if "、" not in n)


def common(folder=ROOT / "data" / "lexicon"):
    """Names that news is full of: states, capitals, places, organizations."""
    found = []
    for kind in ("states", "capitals", "china-places", "organizations"):
        text = (folder / f"{kind}.ttl").read_text(encoding="utf-8")
        found += [n for n in re.findall(r'rdfs:label "([^"\\]{2,12})"@zh', text) if "、" not in n]
    return found


def fill(template, rnd, pool):
    return template.format(
        who=rnd.choice(WHO), what=rnd.choice(WHAT), how=rnd.choice(HOW), place=rnd.choice(PLACE), quote=rnd.choice(QUOTE),
        thing=rnd.choice(THING), num=rnd.choice(NUM), year=rnd.randint(2019, 2024), month=rnd.randint(1, 12),
        day=rnd.randint(1, 28), n=rnd.choice(pool))


def news(size, seed):
    """Records of about 3 KB."""
    rnd, pool, done, number = random.Random(seed), common(), 0, 0
    while done < size:
        number += 1
        paragraphs = []
        for _ in range(rnd.randint(4, 9)):
            sentences = [fill(rnd.choice(NAMED if rnd.random() < 0.21 else PLAIN), rnd, pool) for _ in range(rnd.randint(2, 5))]
            paragraphs.append("".join(sentences))
        text = "\n".join(paragraphs)
        done += len(text.encode())
        day = f"{rnd.randint(2019, 2024)}-{rnd.randint(1, 12):02}-{rnd.randint(1, 28):02}"
        yield {"id": f"news-{number}", "title": fill(rnd.choice(TITLES), rnd, pool), "date": day, "text": text}


def dense(size, seed):
    """The texts of data/texts, in each copy other states in the places of states."""
    rnd, done, number = random.Random(seed), 0, 0
    states = re.findall(r'rdfs:label "([^"\\]{2,8})"@zh', (ROOT / "data/lexicon/states.ttl").read_text(encoding="utf-8"))
    texts = [(f.stem, f.read_text(encoding="utf-8")) for f in sorted((ROOT / "data" / "texts").glob("*.txt"))]
    varied = ["哈萨克斯坦", "吉尔吉斯斯坦", "塔吉克斯坦", "土库曼斯坦", "乌兹别克斯坦"]
    pattern = re.compile("|".join(varied))
    while done < size:
        for stem, text in texts:
            number += 1
            new = dict(zip(varied, rnd.sample(states, len(varied)))) if number > len(texts) else {}
            text = pattern.sub(lambda m: new.get(m[0], m[0]), text)
            done += len(text.encode())
            yield {"id": f"{stem}-{number}", "text": text}


def lexicon(count, seed):
    """Turtle: so many places, each with one name."""
    rnd = random.Random(seed)
    first, last = "东西南北中上下大小新老金银青白红黑石木水火山川云海", "城镇乡村庄屯堡寨沟坪湾岭坡关口桥渡集店铺营台"
    middle = [chr(c) for c in range(0x4E00, 0x6E00)]
    yield "@prefix sg: <https://w3id.org/silkgraph/ns#> .\n@prefix sgr: <https://w3id.org/silkgraph/id/> .\n"
    yield "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n\n"
    seen = set()
    while len(seen) < count:
        name = rnd.choice(first) + rnd.choice(middle) + rnd.choice(middle) + rnd.choice(last)
        if name not in seen:
            seen.add(name)
            yield f'sgr:made-{len(seen)} a sg:Place ; rdfs:label "{name}"@zh .\n'


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["news", "dense", "names", "lexicon"])
    parser.add_argument("--mb", type=float, default=10.0, help="megabytes of text")
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=2023)
    args = parser.parse_args()
    out = sys.stdout
    if args.what == "names":
        out.writelines(f"{n}\n" for n in names())
    elif args.what == "lexicon":
        out.writelines(lexicon(args.names, args.seed))
    else:
        make = news if args.what == "news" else dense
        out.writelines(json.dumps(r, ensure_ascii=False) + "\n" for r in make(args.mb * 1e6, args.seed))


if __name__ == "__main__":
    main()
