#!/usr/bin/env python3
"""Does anything grow with the square of a text? python3 benches/shapes.py target/release/silkgraph [MB [SHAPE ...]]

Writes one text for each of some twenty shapes (lists of items, short names that are defined, groups, dates, quotes, lines, questions
and answers, HTML, …) in three lengths, each twice the one before (0.5, 1 and 2 MB), and prints processor seconds, how often
as long a text of twice the length takes (without the start, which is measured on an empty text), and the most memory.
"""
import os
import pathlib
import random
import subprocess
import sys
import tempfile

STATES = "哈萨克斯坦 吉尔吉斯斯坦 塔吉克斯坦 土库曼斯坦 乌兹别克斯坦 阿富汗 伊朗 巴基斯坦 印度 俄罗斯 白俄罗斯 蒙古国".split()
HAN = "安邦昌达德恩丰福光国海和恒宏华吉建江金景凯康乐丽龙明宁平庆荣瑞山胜泰天通伟文祥新兴永裕远泽正志中"
CHOICE = random.Random(1)


def name(length=3):
    return "".join(CHOICE.choice(HAN) for _ in range(length))


def state():
    return CHOICE.choice(STATES)


def person():
    return CHOICE.choice("王李张刘陈杨赵黄周吴") + name(2)


def day(i):
    return f"{1 + i % 12}月{1 + i % 28}日"


# For each shape its ending and its piece number i.
SHAPES = {
    "news": ("txt", lambda i: f"会议当天在{name(2)}市举行，{state()}代表{person()}介绍了本地区的情况，贸易额比去年增长了百分之{i % 30}。\n"),
    "one-line": ("txt", lambda i: f"{state()}支持“{name(4)}”倡议，"),
    "no-marks": ("txt", lambda i: name(5)),
    "items": ("txt", lambda i: f"{i}.中方倡议成立中国—中亚{name()}合作机制。\n"),
    "headed-items": ("txt", lambda i: (f"一、{name(4)}合作：\n" if i % 10 == 0 else "") + f"——建立{name()}合作中心；\n"),
    "short-names": ("txt", lambda i: f"{state()}同{name(4)}合作委员会（以下简称“{name()}会”）签署协议。\n"),
    "short-groups": ("txt", lambda i: f"{STATES[i % 12]}、{STATES[(i + 3) % 12]}和{STATES[(i + 5) % 12]}（以下简称“{name(2)}方”）支持{name()}机制。\n"),
    "groups": ("txt", lambda i: f"双方强调，两国支持{name()}论坛，三国和五国愿加强合作，各方欢迎{name()}走廊。\n"),
    "anaphors": ("txt", lambda i: f"{state()}提出{name()}合作机制。该机制获得支持，上述机制将促进合作，我们支持该倡议。\n"),
    "articles": ("txt", lambda i: f"{state()}总统{name(4)}会见{person()}\n\n新华社北京{day(i)}电（记者{person()}）双方支持{name()}合作机制。\n（完）\n\n"),
    "signatures": ("txt", lambda i: f"中华人民共和国主席\n习近平\n{state()}总统\n{name(4)}\n{2000 + i % 25}年5月19日于{name(2)}\n"),
    "columns": ("txt", lambda i: f"第{i}条\n{state()}  {state()}\n总统  总统\n{name(4)}  {name(4)}\n2023年5月19日于西安\n"),
    "dates": ("txt", lambda i: f"{2000 + i % 25}年{1 + i % 12}月，去年5月，{name()}论坛于{day(i)}举行。10年来，每两年。\n"),
    "quotes": ("txt", lambda i: f"“{name()}”“{name(4)}”《{name(6)}协定》（{name()}）【{name(2)}】"),
    "open-quotes": ("txt", lambda i: f"“{name()}《{name(4)}（{name(2)}"),
    "lines": ("txt", lambda i: f"{name(2)}—{name(2)}铁路连接{name(2)}市和{name(2)}市，中{name(1)}铁路途经{state()}。\n"),
    "broken-lines": ("txt", lambda i: f"{name(14)}\n"),
    "long-names": ("txt", lambda i: f"{name()}国际经济技术合作交流委员会论坛，第{i}届{name(6)}合作论坛，{name()}合作论坛举行。\n"),
    "persons": ("txt", lambda i: f"{state()}外长{person()}表示，{name(2)}部长支持中国—中亚外长会晤机制，{person()}说。\n"),
    "answers": ("txt", lambda i: f"问：{state()}总统{name(4)}访问了中国，有何评论？\n答：中方支持{name()}论坛。我们愿同{state()}合作，双方将签署协议。\n"),
    "markdown": ("md", lambda i: f"## {name(5)}\n\n- **{state()}** 支持[{name()}论坛](http://a.b/{i})\n\n> {name(8)}。\n\n"),
    "html": ("html", lambda i: f"<p>{state()}支持<b>{name()}论坛</b>。</p><div><span>{name(5)}</span>\n"),
}


def run(binary, path):
    """Processor seconds, and the most memory in MB."""
    with subprocess.Popen([binary, "extract", path, "--threads", "1", "-q", "--format", "nquads"], stdout=subprocess.DEVNULL) as job:
        _, status, used = os.wait4(job.pid, 0)
        job.returncode = os.waitstatus_to_exitcode(status)
    if job.returncode:
        sys.exit(f"{path}: exit code {job.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main():
    binary = sys.argv[1]
    size = int(float(sys.argv[2]) * 1e6) if len(sys.argv) > 2 else 500_000
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "empty.txt").write_text("无。\n", encoding="utf-8")
        start = min(run(binary, folder / "empty.txt")[0] for _ in range(3))
        print(f"{'':14}{'seconds':>22}   of twice the length      MB")
        for shape in sys.argv[3:] or SHAPES:
            ending, piece = SHAPES[shape]
            seconds, memory = [], 0
            for times in 1, 2, 4:
                pieces, written = [], 0
                while written < size * times:
                    pieces.append(piece(len(pieces)))
                    written += len(pieces[-1].encode())
                path = folder / f"{shape}-{times}.{ending}"
                path.write_text("".join(pieces), encoding="utf-8")
                used, memory = run(binary, path)
                seconds.append(max(used - start, 0.01))
            ratios = [f"{b / a:.1f}" for a, b in zip(seconds, seconds[1:])]
            print(f"{shape:14}" + "".join(f"{s:7.2f}" for s in seconds) + f"   {' and '.join(ratios):>20} times {memory:5}", flush=True)


if __name__ == "__main__":
    main()
