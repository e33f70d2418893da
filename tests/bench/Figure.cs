namespace Mim.Bench;

/// <summary>
/// One measured figure, with the goal it is held against and the peer's figure of the same run; of a store of some size, where
/// sizes are compared.
/// </summary>
internal sealed record Figure(string What, double Value, string Unit, string? Goal = null, string? Peer = null, double? PeerValue = null, int? Size = null)
{
    /// <summary>Ours to the peer's; above 1 is ours larger.</summary>
    public double? Ratio => PeerValue is > 0 ? Value / PeerValue : null;
}
