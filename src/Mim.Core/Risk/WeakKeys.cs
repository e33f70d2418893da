using Mim.Core.Ports;

namespace Mim.Core.Risk;

/// <summary>Keys that strangers know. Their lists are read when the first key is held against them, and once.</summary>
internal sealed class WeakKeys(IWeakKeyLists lists)
{
    private readonly Lazy<WeakKeyList> _list = new(() => WeakKeyList.Read(lists.Open(), CancellationToken.None));

    /// <summary>None when the key is on no list, or cannot be read.</summary>
    public IEnumerable<HealthFinding> Inspect(CredentialKey key)
    {
        try
        {
            return _list.Value.Inspect(key);
        }
        catch (MimException exception) when (exception.Cause == MimErrorCause.InvalidKey)
        {
            return [];
        }
    }
}
