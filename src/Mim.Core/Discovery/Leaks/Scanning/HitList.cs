namespace Mim.Core.Discovery.Leaks.Scanning;

/// <summary>Leaves one hit where several rules know the same octets: that of the rule that knows most.</summary>
internal static class HitList
{
    /// <summary>Sorts <paramref name="hits"/> by place, from <paramref name="first"/> on, and drops what others know better.</summary>
    public static void Settle(List<SecretHit> hits, int first)
    {
        if (hits.Count - first < 2)
        {
            return;
        }

        hits.Sort(first, hits.Count - first, Comparer<SecretHit>.Create(static (one, other) => one.Place.Start.CompareTo(other.Place.Start)));
        var kept = first;
        for (var index = first + 1; index < hits.Count; index++)
        {
            var (last, next) = (hits[kept], hits[index]);
            if (next.Place.Start >= last.Place.End || (IsDecoded(last) && IsDecoded(next) && last.Hash != next.Hash))
            {
                hits[++kept] = next;
            }
            else if (IsBetter(next, last))
            {
                hits[kept] = next;
            }
        }

        hits.RemoveRange(kept + 1, hits.Count - kept - 1);
    }

    private static bool IsDecoded(in SecretHit hit) => hit.Encoding != SecretEncoding.Plain;

    private static bool IsBetter(in SecretHit next, in SecretHit last) => next.Rule.Weight != last.Rule.Weight
        ? next.Rule.Weight > last.Rule.Weight
        : next.Place.Length > last.Place.Length;
}
