using Mim.Core.Rotation;

namespace Mim.Inventory.Stores;

/// <summary>Merges two lists of rotations that are each in order, newest first.</summary>
internal static class NewestFirst
{
    public static IEnumerable<RotationRecord> Merge(IEnumerable<RotationRecord> first, IEnumerable<RotationRecord> second)
    {
        using var a = first.GetEnumerator();
        using var b = second.GetEnumerator();
        var (hasA, hasB) = (a.MoveNext(), b.MoveNext());
        while (hasA || hasB)
        {
            if (hasA && (!hasB || IsNewer(a.Current, b.Current)))
            {
                yield return a.Current;
                hasA = a.MoveNext();
            }
            else
            {
                yield return b.Current;
                hasB = b.MoveNext();
            }
        }
    }

    private static bool IsNewer(RotationRecord a, RotationRecord b) =>
        a.StartedAt != b.StartedAt ? a.StartedAt > b.StartedAt : a.Id.CompareTo(b.Id) > 0;
}
