using System.Net;

namespace Mim.Core.Discovery;

/// <summary>What a scan asks at one port.</summary>
internal sealed class PortTargets
{
    private readonly List<string> _names;
    private readonly List<(long Scope, AddressSet Addresses)> _addresses;
    private readonly AddressSet _single;
    private readonly AddressSet _excluded;

    public PortTargets(int port, IEnumerable<TargetText> targets, IEnumerable<TargetText> exclude)
    {
        Port = port;
        var excluded = exclude.Where(IsHere).ToLookup(text => text.Name is not null);
        _excluded = AddressSet.Of(excluded[false].SelectMany(text => text.All.OfOneFamily()));
        var wanted = targets.ToLookup(text => text.Name is not null);
        _names = [.. wanted[true].Select(text => text.Name!).Except(excluded[true].Select(text => text.Name!), StringComparer.Ordinal)];
        _single = AddressSet.Of(wanted[false].Where(text => text.IsSingle).Select(text => text.All));
        _addresses = [.. wanted[false]
            .GroupBy(text => text.Scope)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, AddressSet.Of(group.Select(text => text.Hosts)).Except(_excluded)))];
    }

    public int Port { get; }

    public long Count => _names.Count + _addresses.Sum(addresses => addresses.Addresses.Count);

    public bool Excludes(IPAddress address) => _excluded.Contains(AddressRange.Number(address));

    /// <summary>Whether it was named by itself.</summary>
    public bool Names(IPAddress address) => _single.Contains(AddressRange.Number(address));

    /// <summary>All but the first so many.</summary>
    public IEnumerable<EndpointTarget> After(long count)
    {
        foreach (var name in _names.Skip((int)Math.Min(count, _names.Count)))
        {
            yield return new EndpointTarget(name, null, Port);
        }

        count -= Math.Min(count, _names.Count);
        foreach (var (scope, addresses) in _addresses)
        {
            foreach (var number in addresses.After(count))
            {
                var address = AddressRange.Address(number, scope);
                yield return new EndpointTarget(address.ToString(), address, Port);
            }

            count -= Math.Min(count, addresses.Count);
        }
    }

    private bool IsHere(TargetText text) => text.Ports?.Contains(Port) ?? true;
}
