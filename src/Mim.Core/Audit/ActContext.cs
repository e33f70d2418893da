namespace Mim.Core.Audit;

/// <summary>Who acts, from which machine, in which run. Made at the edge, once a command.</summary>
public sealed record ActContext(string Actor, string Host, Guid RunId);
