using System.Collections;

namespace Mim.Discovery.Leaks.Git;

/// <summary>Which objects were met: one bit of each.</summary>
internal sealed class GitVisits(IReadOnlyList<IGitSource> sources)
{
    private readonly Dictionary<IGitSource, BitArray> _met = sources.ToDictionary(source => source, source => new BitArray(source.Count));

    /// <summary>Whether this is the first time.</summary>
    public bool Take(GitPlace place)
    {
        var met = _met[place.Source];
        var isFirst = !met[place.Index];
        met[place.Index] = true;
        return isFirst;
    }
}
