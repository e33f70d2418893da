using System.Globalization;
using System.Runtime.Versioning;
using Microsoft.Win32;

namespace Mim.Delivery.Windows;

/// <summary>
/// What a binding of http.sys says of certificates of clients (HTTP_SERVICE_CONFIG_SSL_PARAM): an update that is not told so again would
/// forget it.
/// </summary>
internal static class HttpSysSettings
{
    private const string Parameters = @"SYSTEM\CurrentControlSet\Services\HTTP\Parameters";
    private static readonly string[] _keys = ["SslBindingInfo", "SslSniBindingInfo"];

    private static readonly (string Value, int Bit, string Argument)[] _settings =
    [
        ("DefaultFlags", 0x1, "dsmapperusage=enable"),
        ("DefaultFlags", 0x2, "clientcertnegotiation=enable"),
        ("DefaultSslCertCheckMode", 0x1, "verifyclientcertrevocation=disable"),
        ("DefaultSslCertCheckMode", 0x2, "verifyrevocationwithcachedclientcertonly=enable"),
        ("DefaultSslCertCheckMode", 0x10000, "usagecheck=disable"),
    ];

    /// <summary>The arguments that say it again.</summary>
    /// <param name="name">The binding.</param>
    /// <param name="thumbprint">SHA-1 of what it is bound to.</param>
    public static IEnumerable<string> Of(string name, string thumbprint) => OperatingSystem.IsWindows() ? Read(name, thumbprint) : [];

    [SupportedOSPlatform("windows")]
    private static List<string> Read(string name, string thumbprint)
    {
        foreach (var kind in _keys)
        {
            using var bindings = Registry.LocalMachine.OpenSubKey($@"{Parameters}\{kind}");
            foreach (var one in bindings?.GetSubKeyNames() ?? [])
            {
                using var binding = bindings!.OpenSubKey(one);
                if (binding?.GetValue("SslCertHash") is byte[] hash && Convert.ToHexString(hash) == thumbprint
                    && (one.Equals(name, StringComparison.OrdinalIgnoreCase) || kind == _keys[1]))
                {
                    return [.. _settings
                        .Where(setting => (Convert.ToInt64(binding.GetValue(setting.Value, 0), CultureInfo.InvariantCulture) & setting.Bit) != 0)
                        .Select(setting => setting.Argument)];
                }
            }
        }

        return [];
    }
}
