using System.Runtime.CompilerServices;
using static Mim.Core.Risk.Moduli.GoldilocksField;

namespace Mim.Core.Risk.Moduli;

/// <summary>
/// The Fourier transform over <see cref="GoldilocksField"/> (Pollard, 1971), in place and on all cores. What comes out forwards is
/// in bit-reversed order, which is the order that goes in backwards: enough to multiply by.
/// </summary>
internal sealed class NumberTransform
{
    /// <summary>Below this, handing work to another core costs more than the work; the blocks fit a core's own cache.</summary>
    private const int Block = 1 << 15;

    // The powers of the root of order 2h lie at h to 2h − 1, so that the table of a length holds those of all shorter ones.
    private readonly ulong[] _forward;
    private readonly ulong[] _backward;
    private readonly ParallelOptions _options;

    /// <param name="longest">Longest transform, a power of two.</param>
    /// <param name="cancellationToken">Stops a transform between its blocks.</param>
    public NumberTransform(int longest, CancellationToken cancellationToken)
    {
        _options = new ParallelOptions { CancellationToken = cancellationToken };
        _forward = Powers(longest, Root(longest));
        _backward = Powers(longest, Inverse(Root(longest)));
    }

    /// <summary>Replaces <paramref name="a"/> by its cyclic convolution with <paramref name="b"/>, which is used up.</summary>
    public void Convolve(ulong[] a, ulong[] b)
    {
        Parallel.Invoke(_options, () => Forward(a, 0, a.Length), () => Forward(b, 0, b.Length));
        var scale = Inverse((ulong)a.Length);
        for (var i = 0; i < a.Length; i++)
        {
            a[i] = Multiply(Multiply(a[i], b[i]), scale);
        }

        Backward(a, 0, a.Length);
    }

    private static ulong[] Powers(int longest, ulong root)
    {
        var powers = new ulong[longest];
        var power = 1UL;
        for (var i = longest / 2; i < longest; i++, power = Multiply(power, root))
        {
            powers[i] = power;
        }

        for (var i = (longest / 2) - 1; i > 0; i--)
        {
            powers[i] = powers[2 * i];
        }

        return powers;
    }

    private void Forward(ulong[] numbers, int from, int length)
    {
        if (length > Block)
        {
            ForwardStep(numbers.AsSpan(from, length));
            var half = length / 2;
            Parallel.Invoke(_options, () => Forward(numbers, from, half), () => Forward(numbers, from + half, half));
            return;
        }

        for (var width = length; width > 1; width /= 2)
        {
            for (var at = from; at < from + length; at += width)
            {
                ForwardStep(numbers.AsSpan(at, width));
            }
        }
    }

    private void Backward(ulong[] numbers, int from, int length)
    {
        if (length > Block)
        {
            var half = length / 2;
            Parallel.Invoke(_options, () => Backward(numbers, from, half), () => Backward(numbers, from + half, half));
            BackwardStep(numbers.AsSpan(from, length));
            return;
        }

        for (var width = 2; width <= length; width *= 2)
        {
            for (var at = from; at < from + length; at += width)
            {
                BackwardStep(numbers.AsSpan(at, width));
            }
        }
    }

    // Optimised at once: there is no time to lose in code that waits to be found hot.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardStep(Span<ulong> numbers)
    {
        var half = numbers.Length / 2;
        var lower = numbers[..half];
        var upper = numbers[half..];
        var roots = _forward.AsSpan(half, half);
        for (var i = 0; i < lower.Length; i++)
        {
            var (a, b) = (lower[i], upper[i]);
            lower[i] = Add(a, b);
            upper[i] = Multiply(Subtract(a, b), roots[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void BackwardStep(Span<ulong> numbers)
    {
        var half = numbers.Length / 2;
        var lower = numbers[..half];
        var upper = numbers[half..];
        var roots = _backward.AsSpan(half, half);
        for (var i = 0; i < lower.Length; i++)
        {
            var (a, b) = (lower[i], Multiply(upper[i], roots[i]));
            lower[i] = Add(a, b);
            upper[i] = Subtract(a, b);
        }
    }
}
