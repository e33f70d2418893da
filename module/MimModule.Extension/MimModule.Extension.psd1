@{
    RootModule           = 'MimModule.Extension.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = '0b1c7e0c-6f8e-4d55-9a3d-1d1d8a6c7f42'
    Author               = 'MimModule contributors'
    CompanyName          = 'MimModule contributors'
    Copyright            = '(c) MimModule contributors'
    Description          = 'The store of MimModule as a vault of Microsoft.PowerShell.SecretManagement.'
    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')
    FunctionsToExport    = @('Get-Secret', 'Get-SecretInfo', 'Remove-Secret', 'Set-Secret', 'Set-SecretInfo', 'Test-SecretVault')
    CmdletsToExport      = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
}
