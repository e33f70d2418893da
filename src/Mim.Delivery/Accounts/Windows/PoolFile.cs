using System.Xml;
using System.Xml.Linq;
using Mim.Core;

namespace Mim.Delivery.Accounts.Windows;

/// <summary>The application pools in a configuration of IIS (applicationHost.config) that log on as an account of their own.</summary>
/// <param name="folder">Full path of the configuration.</param>
internal sealed class PoolFile(string folder)
{
    private const long Longest = 64L << 20;
    private static readonly string[] _ownAccount = ["SpecificUser", "3"];

    private static readonly XmlReaderSettings _settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = Longest, IgnoreComments = true,
    };

    /// <summary>Their names and accounts; none where there is no IIS.</summary>
    /// <exception cref="MimException">
    /// <see cref="MimErrorCause.AccessDenied"/>; <see cref="MimErrorCause.InstallFailed"/>: it is damaged, or IIS has its configuration from
    /// elsewhere.
    /// </exception>
    public IReadOnlyList<(string Name, string Account)> Read()
    {
        if (Load("redirection.config") is { } redirection && redirection.Descendants("configurationRedirection").Any(one => Said(one, "enabled") == "true"))
        {
            throw new MimException(
                MimErrorCause.InstallFailed, "IIS has its configuration from elsewhere (shared configuration): rotate its accounts there.", folder);
        }

        var pools = Load("applicationHost.config")?.Root?.Element("system.applicationHost")?.Element("applicationPools");
        var usual = pools?.Element("applicationPoolDefaults")?.Element("processModel");
        return [..
            from pool in pools?.Elements("add") ?? []
            let process = pool.Element("processModel")
            let account = Said(process, "userName") ?? Said(usual, "userName")
            where account is { Length: > 0 } && _ownAccount.Contains(Said(process, "identityType") ?? Said(usual, "identityType"))
            select (Said(pool, "name") ?? "", account)];
    }

    private static string? Said(XElement? element, string attribute) => element?.Attribute(attribute)?.Value;

    private XDocument? Load(string name)
    {
        var path = Path.Combine(folder, name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var reader = XmlReader.Create(path, _settings);
            return XDocument.Load(reader);
        }
        catch (UnauthorizedAccessException exception)
        {
            throw new MimException(MimErrorCause.AccessDenied, $"'{path}' may not be read: only an administrator may.", path, exception);
        }
        catch (Exception exception) when (exception is XmlException or IOException or InvalidOperationException)
        {
            throw new MimException(MimErrorCause.InstallFailed, $"The configuration of IIS cannot be read: {exception.Message}", path, exception);
        }
    }
}
