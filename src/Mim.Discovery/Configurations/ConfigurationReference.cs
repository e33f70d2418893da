namespace Mim.Discovery.Configurations;

/// <summary>A name in a configuration that leads to another file.</summary>
/// <param name="Line">Where it is named, from 1.</param>
/// <param name="Target">Full path; of an inclusion possibly with wildcards.</param>
/// <param name="Kind">What the program does with it.</param>
internal sealed record ConfigurationReference(int Line, string Target, ConfigurationReferenceKind Kind = ConfigurationReferenceKind.Certificates);
