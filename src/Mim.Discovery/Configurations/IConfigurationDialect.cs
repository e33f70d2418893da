namespace Mim.Discovery.Configurations;

/// <summary>How one program is told of its certificates.</summary>
internal interface IConfigurationDialect
{
    /// <summary>As <see cref="Core.Discovery.CertificateUse.Program"/> names it.</summary>
    string Program { get; }

    /// <summary>Whether the program starts with a file of that name and place.</summary>
    bool IsMain(ConfigurationPath path);

    /// <summary>Whether a file there belongs to such a configuration, even where no main file names it.</summary>
    bool IsPart(ConfigurationPath path);

    /// <summary>What the text refers to, as far as it can be told: names made of what only the running program knows are left out.</summary>
    IEnumerable<ConfigurationReference> Read(string file, string text, ConfigurationContext context);
}
