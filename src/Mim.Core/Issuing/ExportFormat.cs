namespace Mim.Core.Issuing;

public enum ExportFormat
{
    Pem,
    Der,
    Pkcs7,
    Pfx,
}
