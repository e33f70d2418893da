using Mim.Core.Discovery.Leaks.Matching;

namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>What of one text was looked at already. Many keywords may lead to the same octets: those are decoded and searched once.</summary>
internal sealed class SeenText
{
    private readonly int[] _decodedTo = new int[EncodedRun.Alignments];
    private Dictionary<NearMatcher, NearWindow>? _windows;

    /// <summary>Whether what lies there was decoded at an earlier keyword.</summary>
    /// <param name="alignment">One of those of <see cref="EncodedRun"/>.</param>
    /// <param name="at">Where.</param>
    public bool IsDecoded(int alignment, int at) => at < _decodedTo[alignment];

    /// <summary>All that is in a run is found at its first keyword, but what a run that was cut ends with may go on.</summary>
    /// <param name="alignment">One of those of <see cref="EncodedRun"/>.</param>
    /// <param name="place">The run.</param>
    /// <param name="longest">Length from which on it may have been cut.</param>
    public void Decoded(int alignment, OctetRange place, int longest) =>
        _decodedTo[alignment] = Math.Max(_decodedTo[alignment], place.Length < longest ? place.End : place.Start + (place.Length / 4 * 3));

    public NearWindow WindowOf(NearMatcher rule)
    {
        _windows ??= [];
        if (!_windows.TryGetValue(rule, out var window))
        {
            _windows[rule] = window = new NearWindow();
        }

        return window;
    }
}
