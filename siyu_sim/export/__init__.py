"""From a folder that a run has left to files for other programs: tables, pictures, a document, slides.

folder    what is in the folder, read as data from a stranger
tables    its CSV files as tables with headings in words and a unit for each column
workbook  XLSX
slides    PPTX
pictures  figures as stand-alone Plotly JSON
browser   Chromium: PNG, SVG and PDF
command   `python -m siyu_sim export`
"""
