namespace Mim.Discovery.Configurations;

/// <summary>One setting of a file of settings.</summary>
/// <param name="Line">Where it begins, from 1.</param>
/// <param name="Name">As written.</param>
/// <param name="Value">Without quotes and comment; empty when there is none.</param>
internal readonly record struct Setting(int Line, string Name, string Value);
