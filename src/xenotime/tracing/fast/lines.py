"""The innermost loop of the compiled sums, written for the processor's vectors: many × figures, added up."""

from typing import Any

from llvmlite import ir
from numba import types
from numba.extending import intrinsic

PAIRS, BLOCK = 4, 8
"""Four lows and their four highs make a block: one cache line."""
AHEAD = 16
"""Lines between asking for a part's figures and using them."""


def _adder(blocks: int) -> Any:
    """An intrinsic that sums lines over so many blocks side by side, every total in a register to the end."""

    @intrinsic
    def _add(_: Any, into: Any, amounts: Any, child: Any, quantity: Any, spans: Any) -> Any:
        def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
            data = [context.make_array(signature.args[n])(context, builder, args[n]).data for n in range(4)]
            start, stop, last, width, begin = (builder.extract_value(args[4], n) for n in range(5))
            _loop(builder, blocks, data, start, stop, last, width, begin)
            return context.get_dummy_value()

        return types.void(into, amounts, child, quantity, spans), code

    return _add


def _loop(
    builder: Any, blocks: int, data: list[Any], start: Any, stop: Any, last: Any, width: Any, begin: Any
) -> None:
    """`into[f] = sum(quantity[line] * amounts[child[line] * width + f])` for the blocks from `begin` on."""
    into, amounts, child, quantity = data
    eight, long, word = ir.VectorType(ir.DoubleType(), BLOCK), ir.IntType(64), ir.IntType(32)
    nothing, lanes = ir.Constant(eight, [0.0] * BLOCK), ir.Constant(ir.VectorType(word, BLOCK), [0] * BLOCK)
    entry, loop, done = (
        builder.block, builder.function.append_basic_block("lines"), builder.function.append_basic_block("summed")
    )  # fmt: skip

    def place(base: Any, row: Any, block: int) -> Any:
        return builder.gep(base, [builder.add(row, long(block * BLOCK))])

    def row_of(line: Any) -> Any:
        row = builder.sext(builder.load(builder.gep(child, [line])), long)
        return builder.add(builder.mul(row, width), begin)

    builder.cbranch(builder.icmp_signed("<", start, stop), loop, done)
    builder.position_at_end(loop)
    line, totals = builder.phi(long), [builder.phi(eight) for _ in range(blocks)]
    ahead = builder.add(line, long(AHEAD))
    ahead = row_of(builder.select(builder.icmp_signed("<", ahead, last), ahead, last))
    for block in range(blocks):
        _fetch(builder, place(amounts, ahead, block))
    many = builder.load(builder.gep(quantity, [line]))
    many = builder.insert_element(ir.Constant(eight, ir.Undefined), many, word(0))
    many = builder.shuffle_vector(many, ir.Constant(eight, ir.Undefined), lanes)
    here, sums = row_of(line), []
    for block in range(blocks):
        part = builder.load(builder.bitcast(place(amounts, here, block), eight.as_pointer()), align=8)
        sums.append(builder.fadd(totals[block], builder.fmul(part, many)))
    after = builder.add(line, long(1))
    builder.cbranch(builder.icmp_signed("<", after, stop), loop, done)
    for phi, first, then in ((line, start, after), *zip(totals, [nothing] * blocks, sums, strict=True)):
        phi.add_incoming(first, entry)
        phi.add_incoming(then, loop)
    builder.position_at_end(done)
    ends = [builder.phi(eight) for _ in range(blocks)]
    for block, end in enumerate(ends):
        end.add_incoming(nothing, entry)
        end.add_incoming(sums[block], loop)
    for block, end in enumerate(ends):
        builder.store(end, builder.bitcast(place(into, begin, block), eight.as_pointer()), align=8)


def _fetch(builder: Any, pointer: Any) -> None:
    """Ask for a block before it is wanted."""
    byte, word = ir.IntType(8).as_pointer(), ir.IntType(32)
    kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
    prefetch = builder.module.declare_intrinsic("llvm.prefetch", [byte], kind)
    builder.call(prefetch, [builder.bitcast(pointer, byte), word(0), word(3), word(1)])


add_three, add_one = _adder(3), _adder(1)
"""Called with where to put the totals, all figures, children, quantities, and (start, stop, last line, width, block)."""


@intrinsic
def fetch(_: Any, array: Any, place: Any) -> Any:
    """Ask for what lies at a place of an array, counted through all its dimensions, before it is wanted."""

    def code(context: Any, builder: Any, signature: Any, args: Any) -> Any:
        data = context.make_array(signature.args[0])(context, builder, args[0]).data
        _fetch(builder, builder.gep(data, [args[1]]))
        return context.get_dummy_value()

    return types.void(array, types.int64), code
