namespace Mim.Core.Discovery;

/// <summary>A set of addresses as ranges in ascending order that neither touch nor overlap: a /8 takes no more room than a /32.</summary>
internal sealed class AddressSet
{
    private static readonly Comparer<AddressRange> _byFirst =
        Comparer<AddressRange>.Create((one, other) => one.First.CompareTo(other.First));
    private readonly AddressRange[] _ranges;

    private AddressSet(AddressRange[] ranges) => _ranges = ranges;

    public static AddressSet Empty { get; } = new([]);

    /// <summary>What <see cref="TargetText"/> allows fits: 2^31 texts of 2^32 addresses do not fit into memory.</summary>
    public long Count => _ranges.Sum(range => (long)range.Count);

    public static AddressSet Of(IEnumerable<AddressRange> ranges)
    {
        var merged = new List<AddressRange>();
        foreach (var range in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && Touches(merged[^1], range))
            {
                merged[^1] = merged[^1] with { Last = UInt128.Max(merged[^1].Last, range.Last) };
            }
            else
            {
                merged.Add(range);
            }
        }

        return new AddressSet([.. merged]);
    }

    public bool Contains(UInt128 number)
    {
        var at = Array.BinarySearch(_ranges, new AddressRange(number, number), _byFirst);
        return at >= 0 || (~at > 0 && _ranges[~at - 1].Last >= number);
    }

    public AddressSet Except(AddressSet other)
    {
        var left = new List<AddressRange>();
        var at = 0;
        foreach (var range in _ranges)
        {
            while (at < other._ranges.Length && other._ranges[at].Last < range.First)
            {
                at++;
            }

            Cut(range, other._ranges.AsSpan(at), left);
        }

        return new AddressSet([.. left]);
    }

    /// <summary>In ascending order, without the first so many.</summary>
    public IEnumerable<UInt128> After(long count)
    {
        foreach (var range in _ranges)
        {
            var passed = Math.Min(count, (long)range.Count);
            count -= passed;
            if (passed < (long)range.Count)
            {
                foreach (var number in (range with { First = range.First + (UInt128)passed }).Numbers())
                {
                    yield return number;
                }
            }
        }
    }

    // Written without Last + 1, which the highest address of all would overflow.
    private static bool Touches(AddressRange lower, AddressRange upper) =>
        upper.First <= lower.Last || upper.First - lower.Last == UInt128.One;

    private static void Cut(AddressRange range, ReadOnlySpan<AddressRange> holes, List<AddressRange> left)
    {
        foreach (var hole in holes)
        {
            if (hole.First > range.Last)
            {
                break;
            }

            if (hole.First > range.First)
            {
                left.Add(range with { Last = hole.First - 1 });
            }

            if (hole.Last >= range.Last)
            {
                return;
            }

            range = range with { First = hole.Last + 1 };
        }

        left.Add(range);
    }
}
