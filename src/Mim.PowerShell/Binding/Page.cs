using System.Management.Automation;

namespace Mim.PowerShell.Binding;

/// <summary>The part of a list that -First and -Skip ask for.</summary>
internal sealed class Page(PagingParameters asked)
{
    /// <summary>How many rows the store must give for it; null for all.</summary>
    public int? Rows => asked.First > int.MaxValue || asked.Skip > int.MaxValue || asked.First + asked.Skip > int.MaxValue
        ? null
        : (int)(asked.First + asked.Skip);

    /// <summary>Streams the page.</summary>
    public void Write<T>(Cmdlet cmdlet, IEnumerable<T> rows)
    {
        var skip = asked.Skip;
        foreach (var row in rows)
        {
            if (skip > 0)
            {
                skip--;
                continue;
            }

            cmdlet.WriteObject(row);
        }
    }

    /// <summary>Says how many there are when that was asked for. Counting costs a query, so it is not done before.</summary>
    public void WriteTotal(Cmdlet cmdlet, Func<long> count)
    {
        if (asked.IncludeTotalCount.IsPresent)
        {
            cmdlet.WriteObject(asked.NewTotalCount((ulong)count(), accuracy: 1));
        }
    }
}
