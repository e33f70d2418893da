namespace Mim.Core.Discovery;

/// <summary>How far a scan of servers is.</summary>
/// <param name="Done">Targets that are done with.</param>
/// <param name="Total">Of how many.</param>
/// <param name="Finished">Targets that are done with together with all before them: where another run may go on.</param>
/// <param name="Now">The target done with last.</param>
public sealed record EndpointProgress(long Done, long Total, long Finished, string Now);
