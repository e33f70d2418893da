namespace Mim.Core.Tests.Discovery.Leaks.Corpus;

/// <summary>One document, and the rule whose secret is in it; null for one without secrets.</summary>
internal sealed record CorpusSample(string? Rule, string Kind, byte[] Text)
{
    /// <summary>A second secret that belongs to the first; null for none.</summary>
    public string? Also { get; init; }
}
