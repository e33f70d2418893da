namespace Mim.Core.Discovery;

/// <summary>How far a scan is.</summary>
/// <param name="Done">Endpoints asked, or files looked into.</param>
/// <param name="Total">Of how many; null while that is not known.</param>
/// <param name="Now">What is being looked at.</param>
public sealed record ScanProgress(long Done, long? Total, string Now);
