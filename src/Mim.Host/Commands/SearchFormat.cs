namespace Mim.Host.Commands;

/// <summary>How findings are written.</summary>
internal enum SearchFormat
{
    /// <summary>A line each, for people.</summary>
    Text,

    Json,

    /// <summary>SARIF 2.1.0.</summary>
    Sarif,
}
