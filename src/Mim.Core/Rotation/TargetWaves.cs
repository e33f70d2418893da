using Mim.Core.Delivery;

namespace Mim.Core.Rotation;

/// <summary>Which targets of one identity are worked on together.</summary>
internal static class TargetWaves
{
    /// <summary>How many targets of one wave are worked on at once.</summary>
    public const int AtOnce = 16;

    /// <summary>
    /// Each target alone, in its order, but for those where versions stand side by side: they harm nothing that is in use, so of several
    /// in a row the first is the canary and the others follow together.
    /// </summary>
    public static IEnumerable<IReadOnlyList<Target>> Of(IEnumerable<Target> targets, Func<Target, bool> holdsSeveral)
    {
        var together = new List<Target>();
        foreach (var target in targets)
        {
            if (holdsSeveral(target))
            {
                together.Add(target);
                continue;
            }

            foreach (var wave in Split(together))
            {
                yield return wave;
            }

            together = [];
            yield return [target];
        }

        foreach (var wave in Split(together))
        {
            yield return wave;
        }
    }

    private static IEnumerable<IReadOnlyList<Target>> Split(List<Target> together)
    {
        if (together.Count > 0)
        {
            yield return together[..1];
        }

        if (together.Count > 1)
        {
            yield return together[1..];
        }
    }
}
