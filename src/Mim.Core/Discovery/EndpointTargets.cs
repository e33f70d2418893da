using System.Net;

namespace Mim.Core.Discovery;

/// <summary>
/// The endpoints that a scan is to ask, each once, however often and in whatever form they were named. Nothing is written out
/// in advance: a /8 takes no memory, and its count is known at once.
/// </summary>
public sealed class EndpointTargets
{
    private readonly PortTargets[] _ports;

    private EndpointTargets(PortTargets[] ports)
    {
        _ports = ports;
        Count = ports.Sum(port => port.Count);
    }

    /// <summary>How many <see cref="All"/> gives. A name counts once for each port, whatever number of addresses it has.</summary>
    public long Count { get; }

    /// <summary>
    /// In an order that depends on what is in it only, not on how it was named. Port by port, so that what is asked at the same
    /// time are different hosts.
    /// </summary>
    public IEnumerable<EndpointTarget> All => After(0);

    /// <summary>Reads targets.</summary>
    /// <param name="texts">
    /// Each a host name, an address, a block (<c>10.0.0.0/24</c>, of IPv4 without its network and broadcast address) or a range
    /// (<c>10.0.0.1-10.0.0.20</c>, <c>10.0.0.1-20</c>), with ports of its own if need be: <c>web01:8443</c>,
    /// <c>[2001:db8::1]:443</c>, <c>web01 443,8443</c>. At most 2^32 addresses each.
    /// </param>
    /// <param name="exclude">The same, of any size, for what must not be asked; without ports it is excluded at all of them.</param>
    /// <param name="ports">Where texts without ports are asked.</param>
    /// <exception cref="MimException"><see cref="MimErrorCause.InvalidArgument"/>, naming the text.</exception>
    public static EndpointTargets Parse(IEnumerable<string> texts, IEnumerable<string> exclude, IReadOnlyList<int> ports)
    {
        if (ports.FirstOrDefault(port => !IsPort(port), 1) is var wrong && !IsPort(wrong))
        {
            throw new MimException(MimErrorCause.InvalidArgument, $"{wrong} is no port from 1 to 65535.");
        }

        var excluded = exclude.Select(TargetText.Parse).ToList();
        var byPort = new SortedDictionary<int, List<TargetText>>();
        foreach (var text in texts)
        {
            var target = TargetText.Parse(text);
            if (target.IsEndless)
            {
                throw TargetText.Invalid(text, "it has more than 2^32 addresses");
            }

            if (target.Ports is null && ports.Count == 0)
            {
                throw TargetText.Invalid(text, "it names no port, and no other ports are given");
            }

            foreach (var port in target.Ports ?? ports)
            {
                byPort.TryAdd(port, []);
                byPort[port].Add(target);
            }
        }

        return new EndpointTargets([.. byPort.Select(port => new PortTargets(port.Key, port.Value, excluded))]);
    }

    /// <summary>The targets in the lines of a file: one a line, as <see cref="Parse"/> reads them; <c>#</c> begins a comment.</summary>
    public static IEnumerable<string> InLines(IEnumerable<string> lines) =>
        lines.Select(line => line.Split('#', 2)[0].Trim()).Where(text => text.Length > 0);

    /// <summary>Whether this address must not be asked: names are resolved late, and may lead to what was excluded.</summary>
    public bool Excludes(IPAddress address, int port) => _ports.FirstOrDefault(targets => targets.Port == port)?.Excludes(address) ?? false;

    /// <summary>Whether a text names just this host, and not a block or range that it is in: of those most addresses have no server.</summary>
    public bool Names(EndpointTarget target) =>
        target.Address is not { } address || (_ports.FirstOrDefault(targets => targets.Port == target.Port)?.Names(address) ?? false);

    /// <summary>Those of <see cref="All"/> after the first so many, which are not gone through.</summary>
    internal IEnumerable<EndpointTarget> After(long count)
    {
        foreach (var port in _ports)
        {
            foreach (var target in port.After(count))
            {
                yield return target;
            }

            count = Math.Max(0, count - port.Count);
        }
    }

    internal static bool IsPort(int number) => number is >= 1 and <= IPEndPoint.MaxPort;
}
