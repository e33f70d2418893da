using System.Text;

namespace Mim.Inventory.Copying;

/// <summary>Rows held against each other as both engines do it: texts by their UTF-8, ids by their bytes.</summary>
internal static class RowOrder
{
    public static bool Same(object?[] one, object?[] other)
    {
        for (var index = 0; index < one.Length; index++)
        {
            if (!Same(one[index], other[index]))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Below zero where the key of <paramref name="one"/> comes first.</summary>
    public static int CompareKeys(TableShape table, object?[] one, object?[] other)
    {
        foreach (var index in table.Key)
        {
            var order = Compare(one[index], other[index]);
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static bool Same(object? one, object? other) => one is byte[] bytes && other is byte[] others
        ? bytes.AsSpan().SequenceEqual(others)
        : Equals(one, other);

    private static int Compare(object? one, object? other) => (one, other) switch
    {
        (long a, long b) => a.CompareTo(b),
        (Guid a, Guid b) => a.CompareTo(b),
        (string a, string b) => Encoding.UTF8.GetBytes(a).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(b)),
        _ => throw new InvalidOperationException("A key holds ids, numbers and texts."),
    };
}
