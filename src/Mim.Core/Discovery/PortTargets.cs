using System.Net;

namespace Mim.Core.Discovery;

/// <summary>What a scan asks at one port.</summary>
internal sealed class PortTargets
{
    private readonly List<string> _names;
    private readonly List<(long Scope, AddressSet Addresses)> _addresses;
    private readonly AddressSet _excluded;

    public PortTargets(int port, IEnumerable<TargetText> targets, IEnumerable<TargetText> exclude)
    {
        Port = port;
        var excluded = exclude.Where(IsHere).ToLookup(text => text.Name is not null);
        _excluded = AddressSet.Of(excluded[false].Select(text => text.All));
        var wanted = targets.ToLookup(text => text.Name is not null);
        _names = [.. wanted[true].Select(text => text.Name!).Except(excluded[true].Select(text => text.Name!), StringComparer.Ordinal)];
        _addresses = [.. wanted[false]
            .GroupBy(text => text.Scope)
            .OrderBy(group => group.Key)
            .Select(group => (group.Key, AddressSet.Of(group.Select(text => text.Hosts)).Except(_excluded)))];
    }

    public int Port { get; }

    public long Count => _names.Count + _addresses.Sum(addresses => addresses.Addresses.Count);

    public bool Excludes(IPAddress address) => _excluded.Contains(AddressRange.Number(address));

    public IEnumerable<EndpointTarget> Targets()
    {
        foreach (var name in _names)
        {
            yield return new EndpointTarget(name, null, Port);
        }

        foreach (var (scope, addresses) in _addresses)
        {
            foreach (var number in addresses.Numbers())
            {
                var address = AddressRange.Address(number, scope);
                yield return new EndpointTarget(address.ToString(), address, Port);
            }
        }
    }

    private bool IsHere(TargetText text) => text.Ports?.Contains(Port) ?? true;
}
