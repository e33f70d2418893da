namespace Mim.Core.Discovery.Leaks;

/// <summary>How a rule finds its secrets; later ones know more about what they find.</summary>
internal enum SecretForm
{
    /// <summary>A setting with that name, whatever its value.</summary>
    Open,

    /// <summary>What follows a word on a command line, in a header or in a query.</summary>
    Argument,

    /// <summary>What an element of XML holds.</summary>
    Element,

    /// <summary>A password in an address.</summary>
    Uri,

    /// <summary>A setting with a name, or near one, and a value of some shape.</summary>
    Assigned,

    /// <summary>A value that has a mark of its own.</summary>
    Token,

    Pem,

    File,
}
